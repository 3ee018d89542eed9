package dev.winnow.rule.parse;

import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import dev.winnow.rule.syntax.AddressExpression;
import java.util.List;

/// Reads addresses: single ones, `address/prefix`, `address/netmask`, `first-last`, and lists of these.
final class AddressReader extends ListReader<AddressExpression> {
    private static final AddressReader INSTANCE = new AddressReader();

    private AddressReader() {
        super("an address");
    }

    static AddressExpression read(Value text) throws Mistake {
        return INSTANCE.read(text, 0);
    }

    @Override
    AddressExpression any() {
        return AddressExpression.Any.INSTANCE;
    }

    @Override
    AddressExpression variable(String name) {
        return new AddressExpression.Variable(name);
    }

    @Override
    AddressExpression not(AddressExpression negated) {
        return new AddressExpression.Not(negated);
    }

    @Override
    AddressExpression group(List<AddressExpression> members) {
        return new AddressExpression.Group(members);
    }

    @Override
    AddressExpression item(Value text) throws Mistake {
        int slash = text.indexOf('/');
        int hyphen = text.indexOf('-');
        IpRange range;
        if (slash >= 0) {
            range = network(text, slash);
        } else if (hyphen >= 0) {
            range = fromTo(text, hyphen);
        } else {
            IpAddress single = address(text);
            range = new IpRange(single, single);
        }
        return new AddressExpression.Range(range);
    }

    private static IpRange network(Value text, int slash) throws Mistake {
        IpAddress address = address(text.slice(0, slash));
        Value length = text.drop(slash + 1);
        int bits = length.indexOf('.') >= 0
                ? netmaskLength(length, address)
                : length.integer("prefix length", 0, address.version() == 4 ? 32 : 128);
        return IpRange.ofPrefix(address, bits);
    }

    private static int netmaskLength(Value text, IpAddress address) throws Mistake {
        int mask = (int) address(text).low();
        int bits = Integer.bitCount(mask);
        boolean gapless = bits == 0 || mask == -1 << (32 - bits);
        if (address.version() != 4 || !gapless) {
            throw text.mistake(text.quoted() + " is not a netmask for this address");
        }
        return bits;
    }

    private static IpRange fromTo(Value text, int hyphen) throws Mistake {
        IpAddress first = address(text.slice(0, hyphen).trim());
        IpAddress last = address(text.drop(hyphen + 1).trim());
        if (first.version() != last.version() || first.compareTo(last) > 0) {
            throw text.mistake("the range ends before it begins");
        }
        return new IpRange(first, last);
    }

    private static IpAddress address(Value text) throws Mistake {
        return IpAddress.parse(text.text()).orElseThrow(() -> text.mistake(text.quoted() + " is not an IP address"));
    }
}
