/// Files of SQLite, opened in a way that outlives kill -9, and set aside where they cannot be used.
package dev.winnow.store;
