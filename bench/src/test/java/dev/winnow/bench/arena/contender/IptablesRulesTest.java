package dev.winnow.bench.arena.contender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IptablesRulesTest {
    @Test
    void shouldFindTheSourcesThatAreShutOut() {
        String rules = """
                -P INPUT ACCEPT
                -N f2b-nginx-botsearch
                -A INPUT -s 198.18.0.1/32 -j DROP
                -A INPUT -s 198.18.4.0/24 -j DROP
                -A INPUT -s 198.18.0.3/32 -j ACCEPT
                -A INPUT -p tcp -m multiport --dports 80,443 -j f2b-nginx-botsearch
                -A f2b-nginx-botsearch -s 198.18.0.2/32 -j REJECT --reject-with icmp-port-unreachable
                -A f2b-nginx-botsearch -j RETURN
                """;
        assertThat(IptablesRules.shutOut(rules)).containsExactlyInAnyOrder("198.18.0.1", "198.18.4.0/24", "198.18.0.2");
    }
}
