package dev.winnow.rule.address;

import java.util.Optional;
import java.util.StringJoiner;

/// The text forms of addresses.
final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    static Optional<IpAddress> ipv4(String text) {
        long value = ipv4Value(text);
        return value < 0 ? Optional.empty() : Optional.of(IpAddress.ipv4(value));
    }

    /// The address as an unsigned number, or -1.
    private static long ipv4Value(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long value = 0;
        for (String part : parts) {
            int octet = number(part, 10, 3);
            if (octet < 0 || octet > 255) {
                return -1;
            }
            value = value << 8 | octet;
        }
        return value;
    }

    static Optional<IpAddress> ipv6(String text) {
        int gap = text.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return groups(text, groups, 0) == GROUPS ? Optional.of(ofGroups(groups)) : Optional.empty();
        }
        int[] right = new int[GROUPS];
        int leftCount = groups(text.substring(0, gap), groups, 0);
        int rightCount = groups(text.substring(gap + 2), right, 0);
        if (leftCount < 0 || rightCount < 0 || leftCount + rightCount >= GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(right, 0, groups, GROUPS - rightCount, rightCount);
        return Optional.of(ofGroups(groups));
    }

    /// Reads `a:b:c`, its last part perhaps a dotted quad, into `groups`; how many there were, or -1.
    private static int groups(String text, int[] groups, int from) {
        if (text.isEmpty()) {
            return from;
        }
        int count = from;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean quad = i == parts.length - 1 && parts[i].indexOf('.') >= 0;
            long value = quad ? ipv4Value(parts[i]) : number(parts[i], 16, 4);
            if (value < 0 || count + (quad ? 2 : 1) > GROUPS) {
                return -1;
            }
            if (quad) {
                groups[count++] = (int) (value >>> 16);
            }
            groups[count++] = (int) (value & 0xFFFF);
        }
        return count;
    }

    private static IpAddress ofGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(6, high, low);
    }

    /// A number of 1 to `maxDigits` digits, or -1.
    private static int number(String text, int radix, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    /// IPv6 with all eight groups, so that no zeros need counting.
    static String format(IpAddress address) {
        if (address.version() == 4) {
            long value = address.low();
            return (value >>> 24) + "." + (value >>> 16 & 255) + "." + (value >>> 8 & 255) + "." + (value & 255);
        }
        StringJoiner groups = new StringJoiner(":");
        for (int shift = 48; shift >= 0; shift -= 16) {
            groups.add(Long.toHexString(address.high() >>> shift & 0xFFFF));
        }
        for (int shift = 48; shift >= 0; shift -= 16) {
            groups.add(Long.toHexString(address.low() >>> shift & 0xFFFF));
        }
        return groups.toString();
    }
}
