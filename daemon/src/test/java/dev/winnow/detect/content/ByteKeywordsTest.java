package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.TestBuffers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keywords that read numbers or decode, on bytes that fulfil them and on bytes that just do not. Suricata 7.0.10 says
/// the same of every line.
final class ByteKeywordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            byte_test:1,=,65,0; ~ A ~ B
            byte_test:1,!=,65,0; ~ B ~ A
            byte_test:2,>,65,0; ~ AB ~ A
            byte_test:2,!=,65,0; ~ AB ~ A
            byte_test:1,!=,65,5; ~ BBBBBB ~ BBBBB
            byte_test:1,&,3,0; ~ A ~ D
            byte_test:1,!&,1,0; ~ B ~ A
            byte_test:1,^,65,0; ~ B ~ A
            byte_test:2,=,65,0,little; ~ A\\0 ~ \\0A
            byte_test:8,>,1,0; ~ \\377BCDEFGH ~ \\0\\0\\0\\0\\0\\0\\0\\0
            byte_test:3,=,12,0,string,dec; ~ 12x ~ 12
            byte_test:3,!=,12,0,string,dec; ~ 13x ~ xyz
            byte_test:3,=,10,0,string; ~ 012 ~ 010
            byte_test:2,=,0x1f,0,string,hex; ~ 1F ~ zz
            byte_test:3,=,8,0,string,oct; ~ 010 ~ 8xx
            byte_test:2,=,0x41,0,bitmask 0xff00; ~ AB ~ BA
            content:"x"; byte_test:1,=,65,-2,relative; ~ BAx ~ xA
            content:"x"; byte_test:1,=,65,0,relative; ~ xBxA ~ xBxB
            content:"x"; byte_test:1,=,65,0,relative; content:"y"; distance:0; ~ xAy ~ xyxA
            byte_jump:1,0; content:"a"; within:1; ~ \\002xxaxx ~ \\002axxxx
            byte_jump:1,0; ~ \\002xx ~ \\002x
            byte_jump:1,0; isdataat:!1,relative; ~ \\002xx ~ \\002xxx
            byte_jump:1,0,multiplier 2; content:"a"; within:1; ~ \\002....a ~ \\002..a
            byte_jump:1,1,align; content:"a"; within:1; ~ .\\002....a ~ .\\002..a
            byte_jump:1,0,multiplier 3,align; content:"a"; within:1; ~ \\001....a ~ \\001...a
            byte_jump:1,0,from_beginning; content:"a"; within:1; ~ \\002.a ~ \\002..a
            byte_jump:1,0,from_end,post_offset -3; content:"a"; within:1; ~ \\002.xxxxxa ~ \\002.xxxaxx
            byte_jump:1,0,post_offset -1; content:"a"; within:1; ~ \\002.a ~ \\002..a
            byte_jump:1,0,post_offset -4; content:"|02|"; within:1; ~ \\002.a ~ \\003.a
            byte_jump:2,0,string,dec; content:"a"; within:1; ~ 02..a ~ xx..a
            byte_jump:4,0,string,dec; content:"a"; within:1; ~ 2x.a ~ 2x...a
            byte_jump:4,0,string,dec; content:"a"; within:1; ~ \\t+2..a ~ \\t+2.a
            byte_jump:4,0,string,hex; content:"a"; within:1; ~ 0x2..a ~ 0x2.a
            byte_jump:4,0,string,dec; content:"x"; within:1; ~ 0x2..a ~ 002x..a
            byte_jump:4,0,string,dec,align; content:"a"; within:1; ~ 1x...a ~ 1x......a
            byte_jump:2,0,little; content:"a"; within:1; ~ \\001\\0.a ~ \\0\\001.a
            byte_jump:4,0; content:"a"; ~ \\0\\0\\0\\0a ~ \\377\\377\\377\\377a
            byte_jump:0,0,from_end,post_offset -2; content:"a"; within:1; ~ xxxxxax ~ xxxxxxa
            content:"x"; byte_jump:1,0,relative; content:"a"; within:1; ~ x\\001.bx\\001.a ~ x\\001ab
            content:"x"; byte_jump:1,-2,relative; content:"a"; within:1; ~ \\001xa ~ \\001xya
            content:"x"; byte_jump:1,0; content:"a"; within:1; ~ \\001.ax ~ x\\001.a
            pcre:"/x/"; byte_jump:1,0,relative; pcre:"/^a/R"; ~ x\\001.bx\\001.a ~ x\\001ab
            byte_extract:1,0,v; content:"a"; offset:v; ~ \\002.a ~ \\002a..
            byte_extract:1,0,v; content:"a"; offset:v; depth:1; ~ \\002.a ~ \\002..a
            byte_extract:1,0,v; content:"a"; depth:v; ~ \\002a. ~ \\002.a
            byte_extract:1,0,v; content:"abc"; depth:v; ~ \\004abc ~ \\003abc
            byte_extract:1,0,v; content:"a"; distance:v; ~ \\002..a ~ \\002.a
            byte_extract:1,0,v; content:"a"; within:v; ~ \\002.a ~ \\002..a
            byte_extract:1,0,v; content:"x"; content:"a"; distance:v; within:1; ~ \\002x..a ~ \\002x.a
            byte_extract:1,0,v; content:"x"; content:!"a"; within:v; ~ \\002x..a ~ \\002x.a
            byte_extract:1,0,v; byte_test:1,=,v,1; ~ AA ~ AB
            byte_extract:1,0,v; byte_test:1,=,65,v; ~ \\002.A ~ \\002A.
            byte_extract:1,0,v; byte_test:v,=,65,1; ~ \\002\\0A ~ \\002A
            byte_extract:1,0,v; byte_jump:v,1; content:"a"; within:1; ~ \\002\\0\\001.a ~ \\002\\0\\001a
            byte_extract:1,0,v; isdataat:v; ~ \\002.. ~ \\002.
            byte_extract:1,0,v; isdataat:!v; ~ \\002. ~ \\002..
            byte_extract:1,0,v; content:"x"; isdataat:v,relative; ~ \\002x.. ~ \\002x.
            byte_extract:1,0,v,multiplier 2; content:"a"; offset:v; depth:1; ~ \\002...a ~ \\002.a
            byte_extract:1,0,v,align 4; content:"a"; offset:v; depth:1; ~ \\002...a ~ \\002.a
            byte_extract:2,0,v,string,dec; content:"a"; offset:v; depth:1; ~ 03.a ~ xx.a
            byte_extract:3,0,v,string,dec; content:"a"; within:1; ~ 12a ~ 12.a
            byte_extract:1,0,v; byte_extract:1,1,v; byte_test:1,=,v,2; ~ ABA ~ ABB
            byte_extract:4,0,v; content:"a"; offset:v; ~ \\0\\0\\0\\0a ~ \\377\\377\\377\\377a
            byte_extract:4,0,v; content:"a"; distance:v; ~ \\377\\377\\377\\377a ~ \\0\\0\\0\\001a
            byte_extract:4,0,v; content:"a"; within:v; ~ \\0\\0\\0\\001a ~ \\377\\377\\377\\377a
            content:"x"; byte_extract:1,0,v,relative; content:"a"; distance:v; within:1; ~ x\\001..x\\002..a ~ x\\002.a
            content:"x"; byte_extract:1,0,v,relative; byte_test:1,=,v,0; ~ A.xBxA ~ A.xC
            content:"x"; byte_extract:1,0,v,relative; content:"a"; offset:v; ~ x\\011..x\\006a ~ x\\011..x\\011a
            content:"x"; byte_extract:1,0,v,relative; content:"a"; within:v; ~ x\\001..x\\002.a ~ x\\001.ax\\001.a
            content:"x"; byte_extract:1,0,v,relative; content:"y"; distance:0; byte_test:1,=,v,0,relative; ~ xAxByB ~ xAxByC
            content:"x"; byte_extract:1,0,v,relative; content:"y"; within:20; content:"z"; within:20; byte_test:1,=,v,0,relative; ~ xAxByzB ~ xAxByzC
            content:"x"; byte_extract:1,0,v,relative; content:!"a"; distance:v; ~ x\\001.ax\\001a ~ x\\002..a
            content:"x"; byte_extract:1,0,v,relative; pcre:"/y/R"; byte_test:1,=,v,5; ~ xAxByB ~ xAxByC
            content:"x"; byte_extract:1,0,v,relative; content:"b"; byte_test:1,=,v,0,relative; ~ xAxBbA ~ xAxBbB
            content:"x"; byte_extract:1,0,v,relative; content:"y"; within:20; byte_test:1,=,v,5; ~ xBxAyB ~ xAxByB
            content:"x"; byte_extract:1,0,v,relative; content:"a"; depth:v; ~ xax\\011 ~ x\\001a.x\\006.
            byte_math:bytes 1,offset 0,oper +,rvalue 1,result v; content:"a"; offset:v; depth:1; ~ \\002..a ~ \\002.a
            byte_math:bytes 1,offset 0,oper -,rvalue 5,result v; byte_test:8,=,v,1; ~ \\003\\377\\377\\377\\377\\377\\377\\377\\376 ~ \\003\\0\\0\\0\\0\\377\\377\\377\\376
            byte_math:bytes 1,offset 0,oper <<,rvalue 2,result v; byte_test:1,=,v,1; ~ \\002\\010 ~ \\002\\002
            byte_extract:1,0,w; byte_math:bytes 1,offset 1,oper /,rvalue w,result v; byte_test:1,=,v,2; ~ \\002\\010\\004 ~ \\000\\010\\000
            byte_math:bytes 2,offset 0,oper +,rvalue 1,result v,bitmask 0xf00; byte_test:1,=,v,2; ~ \\023\\377\\004 ~ \\003\\0\\004
            byte_math:bytes 2,offset 0,oper +,rvalue 1,result v,string dec; byte_test:1,=,v,2; ~ 9x\\012 ~ xx\\001
            byte_math:bytes 3,offset 0,oper +,rvalue 1,result v,string dec; content:"a"; within:1; ~ 9a. ~ 9..a
            byte_math:bytes 1,offset 0,oper +,rvalue 1,result v; content:"a"; within:1; ~ xa ~ x.a
            content:"x"; byte_math:bytes 1,offset 0,oper +,rvalue 1,result v,relative; byte_test:1,=,v,0; ~ A.xCx@ ~ A..xA
            base64_decode:bytes 8, offset 0; base64_data; content:"foobar"; ~ Zm9vYmFyZZZZ ~ Zm9vYmF
            base64_decode; base64_data; content:"foobar"; ~ Zm9vYmFy!! ~ Zm9v\\r\\nYmFy
            base64_decode:bytes 6; base64_data; content:"foob"; bsize:4; ~ Zm9vYmFy ~ Zm9v
            base64_decode:offset 2; base64_data; content:"foobar"; ~ ..Zm9vYmFy ~ .Zm9vYmFy
            content:"x"; base64_decode:offset 1,relative; base64_data; content:"foobar"; ~ x.Zm9vYmFy ~ x..x.Zm9vYmFy
            content:"x"; base64_decode:relative; base64_data; content:!"foobar"; ~ xZm9v ~ xZm9vYmFy
            content:"x"; base64_decode:relative; base64_data; isdataat:!5; ~ xZm9v ~ x!!
            content:"q"; content:"xyzw"; base64_decode:relative; base64_data; content:"f"; ~ qxyzwZm9v ~ xyzwZm9v
            base64_decode; base64_data; content:"foo"; depth:3; content:"bar"; distance:0; ~ Zm9vYmFy ~ YmFyZm9v
            base64_decode; base64_data; pcre:"/^foo/"; ~ Zm9vYmFy ~ YmFyZm9v
            base64_decode; base64_data; byte_test:1,=,0x66,0; ~ Zm9v ~ YmFy
            byte_extract:1,0,v; base64_decode:offset 1; base64_data; byte_test:1,=,v,0; ~ fZm9v ~ gZm9v
            """)
    void shouldTellApartWhatMatchesAndWhatNearlyDoes(String options, String matching, String near) {
        try (TestBuffers buffers = new TestBuffers(options)) {
            assertThat(buffers.matches(matching.translateEscapes())).isTrue();
            assertThat(buffers.matches(near.translateEscapes())).isFalse();
        }
    }
}
