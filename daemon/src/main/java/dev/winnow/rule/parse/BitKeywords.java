package dev.winnow.rule.parse;

import dev.winnow.rule.option.BitCommand;
import dev.winnow.rule.option.FlowOption.FlowBits;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.HostBits.Owner;
import dev.winnow.rule.option.NoAlert;
import java.util.ArrayList;
import java.util.List;

/// `flowbits`, `xbits` and `hostbits` (user guide: "Flow Keywords", "Xbits").
final class BitKeywords {
    private static final int XBITS_MAX_PARTS = 4;
    private static final int XBITS_MIN_PARTS = 3;
    private static final int HOSTBITS_MAX_PARTS = 3;

    private BitKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("flowbits", Keyword.required(BitKeywords::flowBits));
        table.add("xbits", Keyword.required(BitKeywords::xBits));
        table.add("hostbits", Keyword.required(BitKeywords::hostBits));
    }

    private static void flowBits(Value value, RuleDraft rule) throws Mistake {
        if (value.text().equals("noalert")) {
            rule.add(NoAlert.INSTANCE);
            return;
        }
        int comma = comma(value);
        BitCommand command = command(value.slice(0, comma));
        List<String> names = new ArrayList<>();
        List<Value> written = value.drop(comma + 1).split('|');
        for (Value name : written) {
            if (!name.isEmpty() || written.size() == 1) {
                names.add(name(name));
            }
        }
        if (command.changes() && names.size() > 1) {
            rule.warn(value, "`" + command.keyword() + "` is for one bit: with several names it changes none");
        } else {
            rule.add(new FlowBits(command, names));
        }
    }

    private static void xBits(Value value, RuleDraft rule) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() > XBITS_MIN_PARTS && parts.getLast().text().equals("noalert")) {
            rule.warn(parts.getLast(), "`xbits` has no `noalert`: it is passed over, as in Suricata");
            parts.removeLast();
        }
        if (parts.size() < XBITS_MIN_PARTS || parts.size() > XBITS_MAX_PARTS) {
            throw value.mistake("expected `command,name,track ip_src|ip_dst|ip_pair` and perhaps `,expire seconds`");
        }
        int expire = parts.size() == XBITS_MAX_PARTS
                ? after("expire", parts.get(3)).integer("expire", 1, Integer.MAX_VALUE)
                : HostBits.DEFAULT_EXPIRE_SECONDS;
        Owner owner = owner(after("track", parts.get(2)));
        BitCommand command = command(value.slice(0, comma(value)));
        rule.add(new HostBits(command, name(parts.get(1)), owner, expire));
    }

    private static Owner owner(Value word) throws Mistake {
        for (Owner owner : Owner.values()) {
            if (owner.keyword().equals(word.text())) {
                return owner;
            }
        }
        throw word.mistake("expected `ip_src`, `ip_dst` or `ip_pair`");
    }

    private static void hostBits(Value value, RuleDraft rule) throws Mistake {
        if (value.text().equals("noalert")) {
            rule.add(NoAlert.INSTANCE);
            return;
        }
        List<Value> parts = value.split(',');
        if (parts.size() < 2 || parts.size() > HOSTBITS_MAX_PARTS) {
            throw value.mistake("expected `command,name` and perhaps `,src` or `,dst`");
        }
        Value side = parts.getLast();
        Owner owner = parts.size() == 2
                ? Owner.SOURCE
                : switch (side.text()) {
                    case "src" -> Owner.SOURCE;
                    case "dst" -> Owner.DESTINATION;
                    default -> throw side.mistake("expected `src` or `dst`");
                };
        rule.add(new HostBits(command(parts.getFirst()), name(parts.get(1)), owner, HostBits.HOSTBITS_EXPIRE_SECONDS));
    }

    private static int comma(Value value) throws Mistake {
        int comma = value.indexOf(',');
        if (comma < 0) {
            throw value.mistake("expected `command,name`");
        }
        return comma;
    }

    private static BitCommand command(Value word) throws Mistake {
        for (BitCommand command : BitCommand.values()) {
            if (command.keyword().equals(word.text())) {
                return command;
            }
        }
        throw word.mistake("expected `set`, `unset`, `toggle`, `isset` or `isnotset`");
    }

    private static String name(Value name) throws Mistake {
        if (name.isEmpty()) {
            throw name.mistake("expected the name of a bit");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Value.isSpace(name.at(i))) {
                throw name.mistake("the name of a bit has no spaces");
            }
        }
        return name.text();
    }

    /// What follows `word` and a space.
    private static Value after(String word, Value part) throws Mistake {
        int space = part.indexOf(' ');
        if (space < 0 || !part.slice(0, space).text().equals(word)) {
            throw part.mistake("expected `" + word + "` and a value");
        }
        return part.drop(space).trim();
    }
}
