/// Whole processes under load: packets through one queue, each contender in turn, in one run on one machine.
package dev.winnow.bench.load;
