/// Rules made into a program: a multi-pattern scan and a header table say which rules are worth a look, small matchers
/// decide exactly, and the strongest action becomes the verdict.
package dev.winnow.detect;
