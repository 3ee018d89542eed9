/// Whose packets are told because a rule has tagged them: `tag`.
package dev.winnow.detect.tag;
