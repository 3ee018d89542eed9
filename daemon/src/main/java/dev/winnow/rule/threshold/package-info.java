/// threshold.config: how often rules may speak and about whom, told apart from the rules themselves.
package dev.winnow.rule.threshold;
