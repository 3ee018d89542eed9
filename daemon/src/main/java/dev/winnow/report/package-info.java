/// What a period came to, for a person: the digest, as text, JSON and HTML, the mail that brings it, and reports to the
/// abuse desks of networks. Pure: everything is given, nothing is looked up, nobody is asked.
package dev.winnow.report;
