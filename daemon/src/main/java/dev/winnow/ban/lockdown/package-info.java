/// Ports that are shut for a while to all but a few, by the kernel alone, which opens them by itself.
package dev.winnow.ban.lockdown;
