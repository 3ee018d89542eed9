/// The C library and the kernel's system calls: sockets, descriptors, scheduling.
///
/// Every method returns what the kernel would: 0 or more on success, `-errno` on failure, so that an expected failure
/// costs neither an exception nor a second call. Each takes the calling thread's own
/// [dev.winnow.bindings.ffm.ErrnoCapture].
package dev.winnow.bindings.libc;
