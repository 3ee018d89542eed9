/// Native memory that is bounded as a whole: blocks lent and given back, and byte strings that grow in them.
package dev.winnow.memory;
