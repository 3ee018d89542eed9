/// From text to the syntax tree. One mistake costs the rule it is in and nothing else: reading goes on after it.
///
/// A keyword is an entry in a [dev.winnow.rule.parse.KeywordTable]; families of keywords have a class each, and nothing
/// else knows what keywords there are.
package dev.winnow.rule.parse;
