/// The configuration: one table of keys (`ConfigKeys`), one reader of YAML, one record tree
/// ([dev.winnow.config.WinnowConfig]). Values are checked here and acted upon elsewhere.
package dev.winnow.config;
