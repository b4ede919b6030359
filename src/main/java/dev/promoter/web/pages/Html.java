package dev.promoter.web.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;

/** Makes pages of templates, which were compiled with the program. Escapes every value by place. */
final class Html {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, Html.class.getPackageName());

  byte[] render(String template, Map<String, Object> values) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(template + ".jte", values, output);
    return output.toByteArray();
  }
}
