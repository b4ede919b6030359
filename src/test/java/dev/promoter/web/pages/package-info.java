@NullMarked
package dev.promoter.web.pages;

import org.jspecify.annotations.NullMarked;
