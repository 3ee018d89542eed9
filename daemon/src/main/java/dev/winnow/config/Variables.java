package dev.winnow.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rule language's variables: `$HOME_NET` and its kin. Values are text in the rule language's own writing and may
/// name other variables; who resolves rules resolves them.
///
/// @param addressGroups by name, without `$`, in order of definition
/// @param portGroups    likewise
public record Variables(Map<String, String> addressGroups, Map<String, String> portGroups) {
    private static final Map<String, String> DEFAULT_ADDRESS_GROUPS = ordered(
            "HOME_NET", "[192.168.0.0/16,10.0.0.0/8,172.16.0.0/12]",
            "EXTERNAL_NET", "!$HOME_NET",
            "HTTP_SERVERS", "$HOME_NET",
            "SMTP_SERVERS", "$HOME_NET",
            "SQL_SERVERS", "$HOME_NET",
            "DNS_SERVERS", "$HOME_NET",
            "TELNET_SERVERS", "$HOME_NET",
            "AIM_SERVERS", "$EXTERNAL_NET",
            "DC_SERVERS", "$HOME_NET",
            "DNP3_SERVER", "$HOME_NET",
            "DNP3_CLIENT", "$HOME_NET",
            "MODBUS_CLIENT", "$HOME_NET",
            "MODBUS_SERVER", "$HOME_NET",
            "ENIP_CLIENT", "$HOME_NET",
            "ENIP_SERVER", "$HOME_NET");

    private static final Map<String, String> DEFAULT_PORT_GROUPS = ordered(
            "HTTP_PORTS", "80",
            "SHELLCODE_PORTS", "!80",
            "ORACLE_PORTS", "1521",
            "SSH_PORTS", "22",
            "DNP3_PORTS", "20000",
            "MODBUS_PORTS", "502",
            "FILE_DATA_PORTS", "[$HTTP_PORTS,110,143]",
            "FTP_PORTS", "21",
            "GENEVE_PORTS", "6081",
            "VXLAN_PORTS", "4789",
            "TEREDO_PORTS", "3544");

    public Variables {
        addressGroups = Collections.unmodifiableMap(new LinkedHashMap<>(addressGroups));
        portGroups = Collections.unmodifiableMap(new LinkedHashMap<>(portGroups));
    }

    static Variables of(Settings settings) {
        return new Variables(
                settings.variables(ConfigKeys.ADDRESS_GROUPS, DEFAULT_ADDRESS_GROUPS),
                settings.variables(ConfigKeys.PORT_GROUPS, DEFAULT_PORT_GROUPS));
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
