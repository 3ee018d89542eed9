package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each keyword that looks into the payload, on a payload that fulfils it and on one that just does not.
final class PayloadKeywordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            content:"abc";                                          ~ xxabcxx        ~ xxabxcx
            content:"a|20|b|00|";                                   ~ a b\\0        ~ a b0
            content:"abc"; nocase;                                  ~ xABcx          ~ xAB{x
            content:!"abc";                                         ~ abd            ~ abc
            content:"a"; content:!"b";                              ~ ac             ~ ab
            content:"abc"; offset:2;                                ~ xxabc          ~ xabcx
            content:"abc"; depth:4;                                 ~ xabc           ~ xxabc
            content:"abc"; offset:1; depth:3;                       ~ xabc           ~ abcabc
            content:"abc"; startswith;                              ~ abcd           ~ xabc
            content:!"abc"; startswith;                             ~ xabc           ~ abcd
            content:"abc"; endswith;                                ~ abcabc         ~ abcx
            content:!"abc"; endswith;                               ~ abcx           ~ abcabc
            content:"a"; content:"b"; distance:2;                   ~ axxb           ~ axb
            content:"a"; content:"b"; within:2;                     ~ axb            ~ axxb
            content:"a"; content:"b"; distance:1; within:2;         ~ axxb           ~ axxxb
            content:"bc"; content:"a"; distance:-3;                 ~ abc            ~ axbc
            content:"abc"; content:"abc"; distance:-2; within:6;    ~ abcxabc        ~ abcxxabc
            content:"a"; content:!"b"; within:1;                    ~ axb            ~ ab
            content:"a"; content:"b"; within:1;                     ~ axab           ~ axaxb
            content:"a"; content:"b"; within:2; content:"c"; within:1; ~ abaxbc      ~ axbxc
            content:"a"; content:"b"; distance:0; content:"c"; within:1; ~ abxbc     ~ abxcb
            content:"a"; isdataat:2,relative;                       ~ axx            ~ ax
            content:"a"; isdataat:!2,relative;                      ~ axa            ~ axx
            isdataat:2;                                             ~ abc            ~ ab
            isdataat:!2;                                            ~ ab             ~ abc
            dsize:3;                                                ~ abc            ~ abcd
            dsize:>3;                                               ~ abcd           ~ abc
            dsize:<3;                                               ~ ab             ~ abc
            pcre:"/a.c/";                                           ~ xabcx          ~ xacx
            pcre:"/ABC/i";                                          ~ xabcx          ~ xabx
            pcre:!"/a.c/";                                          ~ xacx           ~ xabcx
            content:"a"; pcre:"/^b+c/R";                            ~ xaxabbc        ~ xaxbbcx
            content:"a"; content:!"b"; distance:0;                  ~ aba            ~ aab
            content:"ab"; content:!"c"; distance:0;                 ~ abcabx         ~ ababc
            content:"a"; content:!"b"; within:1; content:"c"; within:2; ~ abcadc     ~ abcabdc
            content:"a"; isdataat:2; content:"b"; within:1;         ~ axab           ~ axxb
            content:"a"; content:!"q"; content:"b"; within:1;       ~ abxb           ~ axab
            content:"a"; pcre:!"/q/"; content:"b"; within:1;        ~ abxb           ~ axab
            content:"a"; isdataat:1; isdataat:!2,relative;          ~ ax             ~ axxa
            content:"a"; isdataat:!2,relative;                      ~ axxxa          ~ axxx
            content:"a"; pcre:!"/b/R";                              ~ bac            ~ bab
            pcre:"/a/"; content:"b"; within:1;                      ~ axab           ~ axaxb
            pcre:"/^a.b/s";                                         ~ a\\nb          ~ axxb
            pcre:"/^b/m";                                           ~ a\\nb          ~ ab
            content:"abcdef"; fast_pattern:1,3;                     ~ abcdef         ~ xbcdxx
            content:"ab"; fast_pattern; content:"abcdefgh";         ~ abcdefgh       ~ abcdefg
            content:"x"; base64_decode:relative; base64_data; content:"foo"; ~ xZm9v ~ xZm9w
            byte_test:1,=,97,0;                                     ~ abc            ~ bac
            content:"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"; ~ .abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH ~ abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG.
            """)
    void shouldTellApartWhatMatchesAndWhatNearlyDoes(String options, String matching, String near) {
        try (Judge judge = new Judge("alert tcp any any -> any any (" + options + " sid:1;)")) {
            assertThat(judge.alerts(TestPackets.tcp(unescaped(matching)))).containsExactly(1L);
            assertThat(judge.alerts(TestPackets.tcp(unescaped(near)))).isEmpty();
        }
    }

    private static String unescaped(String text) {
        return text.replace("\\0", "\0").replace("\\n", "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            content:"a";
            content:!"a";
            pcre:!"/a/";
            isdataat:!5;
            """)
    void shouldNotMatchOnBytesWhereThereAreNone(String options) {
        try (Judge judge = new Judge("alert tcp any any -> any any (" + options + " sid:1;)")) {
            assertThat(judge.alerts(TestPackets.tcp(""))).isEmpty();
        }
    }
}
