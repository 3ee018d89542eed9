/// The whole way through a real kernel: a web server behind the queue, clients in another network namespace.
package dev.winnow.gate;
