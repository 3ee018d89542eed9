/// The commands, their options, and how they speak to a person. The only `main` is here.
package dev.winnow.cli;
