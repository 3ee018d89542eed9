/// A rule as it was written: variables still have their names, negations and lists their shape.
package dev.winnow.rule.syntax;
