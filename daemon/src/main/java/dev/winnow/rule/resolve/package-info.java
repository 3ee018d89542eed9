/// What rules refer to by name: variables, classifications, references.
package dev.winnow.rule.resolve;
