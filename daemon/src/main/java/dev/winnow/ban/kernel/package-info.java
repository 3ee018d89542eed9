/// Bans enforced by the kernel: one set lookup a packet, however many they are.
package dev.winnow.ban.kernel;
