/// Rules at load time: text is parsed into a syntax tree ([dev.winnow.rule.syntax]), and resolved against variables and
/// classifications into rules that a compiler can take as they are ([ResolvedRule]). Nothing here runs per packet.
///
/// The language is Suricata's, as its user guide describes it (chapter "Suricata Rules").
package dev.winnow.rule;
