package dev.promoter.remote.images;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the images of a hash before anything moves: the directory must be there, complete, and
 * as its checksum files say. Changes nothing.
 */
public final class VerifyImages implements ActionRunner {
  private static final Logger LOG = LoggerFactory.getLogger(VerifyImages.class);

  private final ImageServers servers;
  private final ImageKind what;

  /** Looks at images or Dockerfiles. */
  public VerifyImages(ImageServers servers, ImageKind what) {
    this.servers = servers;
    this.what = what;
  }

  @Override
  public String kind() {
    return "verify-" + what.word();
  }

  @Override
  public Effects plan(Promotion promotion) {
    Optional<Place> place = Places.of(promotion, what);
    return place.map(found -> effects(promotion, found)).orElse(Effects.NONE);
  }

  private Effects effects(Promotion promotion, Place place) {
    String hash = promotion.candidate().id();
    String directory = place.path(hash);
    try (Area area = servers.open(promotion.release(), place)) {
      if (!area.leadsToDirectory(directory)) {
        throw RemoteException.of(
            area.title(), "find the " + what.title(), directory, noDirectory(hash), 0, false);
      }
    }
    Action action =
        new Action(
            kind(),
            "verify the %s of %s in %s".formatted(what.title(), hash, directory),
            promotion.candidate(),
            Map.of("server", place.server().name(), "directory", directory));
    return new Effects(List.of(action), List.of());
  }

  private String noDirectory(String hash) {
    return "there is no such directory: the %s of %s were not uploaded"
        .formatted(what.title(), hash);
  }

  /** Always looked at anew: the files may have changed since. */
  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return Optional.empty();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    try {
      return inspected(release, action);
    } catch (RemoteException unread) {
      return unread.retryable()
          ? new Outcome.Retry(unread.sentence())
          : new Outcome.Failed(unread.sentence());
    }
  }

  private Outcome inspected(Release release, Action action) {
    String mode = release.settings().find("image_checksums").orElse("verify");
    Place place = Places.of(release, what, action);
    try (Area area = servers.open(release, place)) {
      Inspection inspection =
          new Inspection(
              area,
              place.server(),
              servers.checked(),
              action.setting("directory"),
              what.checksumsNeeded());
      inspection.run(required(release), !mode.equals("off"));
      boolean warns = mode.equals("warn");
      if (!inspection.missing().isEmpty() || (!warns && !inspection.mismatches().isEmpty())) {
        return new Outcome.Failed(failure(area, inspection));
      }
      inspection.mismatches().forEach(each -> LOG.warn("{}: {}", area.title(), each));
      return new Outcome.Done(success(action, inspection));
    }
  }

  private List<String> required(Release release) {
    return what == ImageKind.IMAGES
        ? release.settings().find("qcow_images").stream()
            .flatMap(names -> Arrays.stream(names.split(",")))
            .toList()
        : List.of();
  }

  private String failure(Area area, Inspection inspection) {
    List<String> faults =
        Stream.concat(inspection.missing().stream(), inspection.mismatches().stream()).toList();
    String advice =
        inspection.mismatches().isEmpty()
            ? ""
            : "; upload them again, or set image_checksums: warn to promote nevertheless";
    return "%s: the %s are not complete: %s%s"
        .formatted(area.title(), what.title(), String.join("; ", faults), advice);
  }

  private String success(Action action, Inspection inspection) {
    String done =
        "%s is there, %d checksums are right"
            .formatted(action.setting("directory"), inspection.verified());
    return inspection.mismatches().isEmpty()
        ? done
        : done + "; warning: " + String.join("; ", inspection.mismatches());
  }
}
