/// The exact look into a buffer: literals, regular expressions and sizes, chained as a rule chains them.
package dev.winnow.detect.content;
