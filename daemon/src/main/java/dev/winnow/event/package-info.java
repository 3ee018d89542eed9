/// Events as EVE JSON with Suricata's field names. A worker copies numbers into a record and passes it on; strings are
/// made, and the disk is waited for, on the writer's thread.
package dev.winnow.event;
