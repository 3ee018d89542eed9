/// Threads with a role: duty cycles, what to do between them, and who owns the thread.
package dev.winnow.agent;
