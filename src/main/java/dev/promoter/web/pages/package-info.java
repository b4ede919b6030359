/**
 * The pages for people: plain HTML that works without script, made on the server from templates of
 * {@code src/main/jte}, with charts as SVG. What a page does, it does by the {@link
 * dev.promoter.web.Desk}, as the API does.
 */
@NullMarked
package dev.promoter.web.pages;

import org.jspecify.annotations.NullMarked;
