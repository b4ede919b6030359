@NullMarked
package dev.promoter.remote.redmine;

import org.jspecify.annotations.NullMarked;
