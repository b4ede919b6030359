/** The pages for people, held against the program. */
@org.jspecify.annotations.NullMarked
package dev.promoter.manual;
