/** Model families behind one contract: train, checkpoint, load, predict. */
@NullMarked
package io.planwright.models;

import org.jspecify.annotations.NullMarked;
