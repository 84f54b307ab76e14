/** The commands of people and scripts: plans, runs, tasks, schedules, executors. */
@NullMarked
package io.planwright.cli.commands;

import org.jspecify.annotations.NullMarked;
