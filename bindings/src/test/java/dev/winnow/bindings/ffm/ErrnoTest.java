package dev.winnow.bindings.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrnoTest {
    static Stream<Field> constants() {
        return Arrays.stream(Errno.class.getFields());
    }

    @ParameterizedTest
    @MethodSource("constants")
    void shouldHaveTheKernelsNumberWhenNamed(Field constant) throws ReflectiveOperationException {
        int kernels = (int) libc_h.class.getMethod(constant.getName()).invoke(null);

        assertThat(constant.getInt(null)).isEqualTo(kernels);
    }

    @Test
    void shouldNameAndExplainWhenNegatedAsWrappersReturnIt() {
        assertThat(Errno.name(-Errno.ENOBUFS)).isEqualTo("ENOBUFS");
        assertThat(Errno.describe(-Errno.EPERM)).isEqualTo("EPERM: Operation not permitted");
    }

    @Test
    void shouldShowTheNumberWhenItHasNoName() {
        assertThat(Errno.describe(4_711)).isEqualTo("errno 4711");
    }
}
