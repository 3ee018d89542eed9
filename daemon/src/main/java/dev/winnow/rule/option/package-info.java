/// The conditions of a rule as sealed records: checked one by one and against each other, ready to be compiled.
package dev.winnow.rule.option;
