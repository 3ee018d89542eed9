/// Sets of addresses and of ports, normalised for lookup.
package dev.winnow.rule.address;
