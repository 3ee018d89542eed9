/// Which parser is for which protocol.
package dev.winnow.protocol.registry;
