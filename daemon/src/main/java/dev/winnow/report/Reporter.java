package dev.winnow.report;

/// Who complains.
///
/// @param organization a name
/// @param contact      a mail address
/// @param host         this host's name
public record Reporter(String organization, String contact, String host) {
    String domain() {
        int at = contact.lastIndexOf('@');
        return at < 0 ? host : contact.substring(at + 1);
    }
}
