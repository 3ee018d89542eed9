/// Application protocols: told by their bytes, taken apart into transactions, whose fields rules look into.
package dev.winnow.protocol;
