package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.ByteExtract;
import dev.winnow.rule.option.ByteFormat;
import dev.winnow.rule.option.ByteJump;
import dev.winnow.rule.option.ByteJump.Origin;
import dev.winnow.rule.option.ByteMath;
import dev.winnow.rule.option.ByteTest;
import dev.winnow.rule.option.ByteTest.Comparison;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.Operand.Variable;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RuleOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Options that read numbers, and those that use them. Suricata 7.0.10 takes and refuses the same ones.
class ByteKeywordsTest {
    private static final Buffer PAYLOAD = Buffer.PAYLOAD;

    static Stream<Arguments> shouldReadAnOption() {
        return Stream.of(
                arguments(
                        "byte_test:4,>,10,0;",
                        test(4, Comparison.GREATER, false, 10, 0, false, ByteFormat.BIG_ENDIAN, 0)),
                arguments(
                        "byte_test:1,!&,0x80,6,relative;",
                        test(1, Comparison.AND, true, 128, 6, true, ByteFormat.BIG_ENDIAN, 0)),
                arguments(
                        "byte_test: 4 , ! <= , 5 , -2 , relative , little;",
                        test(4, Comparison.LESS_OR_EQUAL, true, 5, -2, true, ByteFormat.LITTLE_ENDIAN, 0)),
                arguments("byte_test:4,!,5,0;", test(4, Comparison.EQUAL, true, 5, 0, false, ByteFormat.BIG_ENDIAN, 0)),
                arguments(
                        "byte_test:2,^,1,0,bitmask 0x0FF0;",
                        test(2, Comparison.XOR, false, 1, 0, false, ByteFormat.BIG_ENDIAN, 0xFF0)),
                arguments(
                        "byte_test:8,=,18446744073709551615,0,big;",
                        test(8, Comparison.EQUAL, false, -1, 0, false, ByteFormat.BIG_ENDIAN, 0)),
                arguments(
                        "byte_test:23,=,7,0,oct,string;",
                        test(23, Comparison.EQUAL, false, 7, 0, false, ByteFormat.OCTAL_STRING, 0)),
                arguments(
                        "byte_test:4,<,7,0,string;",
                        test(4, Comparison.LESS, false, 7, 0, false, ByteFormat.STRING, 0)),
                arguments(
                        "byte_test:4,>=,7,0,dce;",
                        test(4, Comparison.GREATER_OR_EQUAL, false, 7, 0, false, ByteFormat.DCE, 0)),
                arguments("byte_jump:4,0;", jump(4, 0, false, 1, ByteFormat.BIG_ENDIAN, false, Origin.NUMBER, 0)),
                arguments(
                        "byte_jump:2,-10,relative,from_beginning,little;",
                        jump(2, -10, true, 1, ByteFormat.LITTLE_ENDIAN, false, Origin.FROM_BEGINNING, 0)),
                arguments(
                        "byte_jump:0,0,from_end,post_offset -6;",
                        jump(0, 0, false, 1, ByteFormat.BIG_ENDIAN, false, Origin.FROM_END, -6)),
                arguments(
                        "byte_jump:4,4,relative,align,multiplier 3,string,hex;",
                        jump(4, 4, true, 3, ByteFormat.HEX_STRING, true, Origin.NUMBER, 0)),
                arguments(
                        "byte_extract:2,1,len;",
                        new ByteExtract(PAYLOAD, 2, 1, "len", false, 1, ByteFormat.BIG_ENDIAN, 0)),
                arguments(
                        "byte_extract:8,-1,len,relative,multiplier 2,little,align 4;",
                        new ByteExtract(PAYLOAD, 8, -1, "len", true, 2, ByteFormat.LITTLE_ENDIAN, 4)),
                arguments(
                        "byte_extract:3,0,len,string;",
                        new ByteExtract(PAYLOAD, 3, 0, "len", false, 1, ByteFormat.DECIMAL_STRING, 0)),
                arguments(
                        "byte_math:bytes 1, offset 0, oper +, rvalue 10, result var;",
                        math(Operand.of(1), 0, ByteMath.Operator.ADD, Operand.of(10), false, ByteFormat.BIG_ENDIAN, 0)),
                arguments(
                        "byte_math:oper <<,bytes 4,offset -5,rvalue 4294967295,result var,relative,endian little;",
                        math(
                                Operand.of(4),
                                -5,
                                ByteMath.Operator.SHIFT_LEFT,
                                Operand.of(0xFFFF_FFFFL),
                                true,
                                ByteFormat.LITTLE_ENDIAN,
                                0)),
                arguments(
                        "byte_math:bytes 4,offset 0,oper /,rvalue 2,result var,string hex,bitmask 255;",
                        math(
                                Operand.of(4),
                                0,
                                ByteMath.Operator.DIVIDE,
                                Operand.of(2),
                                false,
                                ByteFormat.HEX_STRING,
                                255)),
                arguments("base64_decode;", new Base64Decode(PAYLOAD, OptionalInt.empty(), 0, false)),
                arguments(
                        "base64_decode:bytes 12,offset 1,relative;",
                        new Base64Decode(PAYLOAD, OptionalInt.of(12), 1, true)),
                arguments("base64_decode:relative;", new Base64Decode(PAYLOAD, OptionalInt.empty(), 0, true)));
    }

    private static ByteTest test(
            int length,
            Comparison comparison,
            boolean negated,
            long value,
            int offset,
            boolean relative,
            ByteFormat format,
            long bitmask) {
        return new ByteTest(
                PAYLOAD,
                Operand.of(length),
                comparison,
                negated,
                Operand.of(value),
                Operand.of(offset),
                relative,
                format,
                bitmask);
    }

    private static ByteJump jump(
            int length,
            int offset,
            boolean relative,
            int multiplier,
            ByteFormat format,
            boolean align,
            Origin origin,
            int postOffset) {
        return new ByteJump(
                PAYLOAD,
                Operand.of(length),
                Operand.of(offset),
                relative,
                multiplier,
                format,
                align,
                origin,
                postOffset);
    }

    private static ByteMath math(
            Operand length,
            int offset,
            ByteMath.Operator operator,
            Operand operand,
            boolean relative,
            ByteFormat format,
            long bitmask) {
        return new ByteMath(PAYLOAD, length, offset, operator, operand, "var", relative, format, bitmask);
    }

    @ParameterizedTest
    @MethodSource
    void shouldReadAnOption(String written, RuleOption expected) {
        assertThat(Rules.options(written)).containsExactly(expected);
    }

    static Stream<Arguments> shouldTakeAVariableForANumber() {
        Variable v = new Variable("v");
        return Stream.of(
                arguments("content:\"a\"; offset:v;", new Position.Computed(false, v, Optional.empty())),
                arguments("content:\"a\"; depth:v;", new Position.Computed(false, Operand.of(0), Optional.of(v))),
                arguments(
                        "content:\"a\"; depth:5; offset:v;",
                        new Position.Computed(false, v, Optional.of(Operand.of(5)))),
                arguments("content:\"a\"; distance:v; within:v;", new Position.Computed(true, v, Optional.of(v))),
                arguments(
                        "content:\"a\"; distance:-5; within:v;",
                        new Position.Computed(true, Operand.of(-5), Optional.of(v))));
    }

    @ParameterizedTest
    @MethodSource
    void shouldTakeAVariableForANumber(String written, Position expected) {
        Content content =
                (Content) Rules.options("byte_extract:1,0,v; " + written).getLast();
        assertThat(content.position()).isEqualTo(expected);
        assertThat(content.position().isRelative()).isEqualTo(written.contains("within"));
    }

    static Stream<Arguments> shouldTakeAVariableInOtherOptions() {
        Variable v = new Variable("v");
        return Stream.of(
                arguments("isdataat:!v,relative;", new IsDataAt(PAYLOAD, true, v, true, false)),
                arguments(
                        "byte_test:v,=,v,v;",
                        new ByteTest(PAYLOAD, v, Comparison.EQUAL, false, v, v, false, ByteFormat.BIG_ENDIAN, 0)),
                arguments(
                        "byte_jump:v,v;",
                        new ByteJump(PAYLOAD, v, v, false, 1, ByteFormat.BIG_ENDIAN, false, Origin.NUMBER, 0)),
                arguments(
                        "byte_math:bytes v, offset 0, oper -, rvalue v, result var;",
                        math(v, 0, ByteMath.Operator.SUBTRACT, v, false, ByteFormat.BIG_ENDIAN, 0)));
    }

    @ParameterizedTest
    @MethodSource
    void shouldTakeAVariableInOtherOptions(String written, RuleOption expected) {
        assertThat(Rules.options("byte_extract:1,0,v; " + written).getLast()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "content:\"a\"; http_uri; byte_test:1,=,1,0,relative; ~ HTTP_URI",
                "content:\"a\"; http_uri; byte_test:1,=,1,0; ~ PKT_DATA",
                "http.header; content:\"a\"; byte_jump:1,0,relative; ~ HTTP_HEADER",
                "http.header; content:\"a\"; base64_decode:relative; ~ HTTP_HEADER",
                "base64_decode; base64_data; byte_test:1,=,1,0; ~ BASE64_DATA",
            })
    void shouldReadFromTheBufferOfTheMatchBefore(String options, Field field) {
        RuleOption last = Rules.options(options).getLast();
        assertThat(last).hasFieldOrPropertyWithValue("buffer", new Buffer(field));
    }

    @ParameterizedTest
    @CsvSource({
        "LESS, 1, 2, true",
        "LESS, 2, 2, false",
        "LESS, 1, -1, true",
        "GREATER, -1, 1, true",
        "GREATER, 1, 1, false",
        "EQUAL, 5, 5, true",
        "EQUAL, 5, 6, false",
        "LESS_OR_EQUAL, 5, 5, true",
        "LESS_OR_EQUAL, 6, 5, false",
        "GREATER_OR_EQUAL, 5, 5, true",
        "GREATER_OR_EQUAL, 4, 5, false",
        "AND, 6, 4, true",
        "AND, 2, 4, false",
        "XOR, 2, 4, true",
        "XOR, 4, 4, false",
    })
    void shouldCompareWithoutSigns(Comparison comparison, long left, long right, boolean expected) {
        assertThat(comparison.test(left, right)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "byte_test:4,>,10; ~ expected `bytes,operator,value,offset`",
                "byte_test:4,==,10,0; ~ expected one of `<`, `>`, `=`, `<=`, `>=`, `&` and `^`",
                "byte_test:9,=,10,0; ~ number of bytes must be 0..8, got 9",
                "byte_test:24,=,10,0,string,oct; ~ number of bytes must be 0..23, got 24",
                "byte_test:4,=,10,0,dec; ~ `hex`, `dec` and `oct` are for strings: add `string`",
                "byte_test:4,=,10,0,dce,little; ~ `dce` says the byte order, and leaves no choice of another one",
                "byte_test:4,=,10,0,relativ; ~ unknown word `relativ`, did you mean `relative`?",
                "byte_test:2,=,var,0; ~ no `byte_extract` or `byte_math` before this sets `var`",
                "byte_test:2,=,18446744073709551616,0; ~ value must be a number of 64 bits, got `18446744073709551616`",
                "byte_jump:4; ~ expected `bytes,offset`",
                "byte_jump:4,0,from_beginning,from_end; ~ `from_beginning` and `from_end` contradict each other",
                "byte_jump:4,0,multiplier 0; ~ multiplier must be 1..65535, got 0",
                "byte_jump:4,0,post_offset 65536; ~ post_offset must be -65535..65535, got 65536",
                "byte_jump:4,0,bitmask 0xff; ~ unknown word `bitmask`",
                "byte_extract:2,0; ~ expected `bytes,offset,name`",
                "byte_extract:0,0,v; ~ number of bytes must be 1..8, got 0",
                "byte_extract:2,0,v,align 3; ~ `align` is 2 or 4",
                "byte_extract:2,0,; ~ a variable's name has letters, digits",
                "byte_extract:2,0,a b; ~ a variable's name has letters, digits",
                "byte_math:bytes 4, offset 0, oper %, rvalue 1, result v; ~ expected one of `+`, `-`, `*`, `/`, `<<` and",
                "byte_math:bytes 4, offset 0, oper +, result v; ~ `rvalue` is missing",
                "byte_math:bytes 11, offset 0, oper +, rvalue 1, result v; ~ bytes must be 1..10, got 11",
                "byte_math:bytes 4, offset 0, oper +, rvalue 1, result v, string abc; ~ expected `hex`, `dec` or `oct`",
                "base64_decode:bytes 65536; ~ bytes must be 0..65535, got 65536",
                "base64_decode:offset -1; ~ offset must be 0..65535, got -1",
                "base64_data; content:\"a\"; ~ `base64_data` needs a `base64_decode` before it",
            })
    void shouldSayWhatIsWrong(String options, String message) {
        assertThat(Rules.complaint(Rules.withOptions(options))).startsWith(message);
    }
}
