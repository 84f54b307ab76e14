/** What a method of this library is called, asks for and answers. */
@NullMarked
package io.planwright.quant.method;

import org.jspecify.annotations.NullMarked;
