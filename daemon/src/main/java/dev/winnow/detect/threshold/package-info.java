/// How often a rule may match or speak: counters per tracked address in a table of fixed size.
package dev.winnow.detect.threshold;
