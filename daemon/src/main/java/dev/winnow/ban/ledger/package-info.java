/// The bans' memory on disk.
package dev.winnow.ban.ledger;
