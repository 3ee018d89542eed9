/// Rule files as text, and what there is to say about places in them.
package dev.winnow.rule.source;
