package io.planwright.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.StepRef;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Results by their content: files in a folder that all workers share (PLANWRIGHT_ARTIFACTS), what
 * is known of them in PostgreSQL. A run holds references; what nothing refers to is collected
 * later.
 */
@Singleton
public class Artifacts {
  private static final TypeReference<SortedMap<String, Object>> DETAILS = new TypeReference<>() {};

  private final Database database;
  private final Json json;
  private final ArtifactFolder folder;

  Artifacts(Database database, Json json, ArtifactFolder folder) {
    this.database = database;
    this.json = json;
    this.folder = folder;
  }

  /**
   * Stores a finished file's content, atomically, and the step's reference to it. Idempotent.
   *
   * @param details what is known of the content: schema, rows …
   */
  public ArtifactRef put(
      StepRef step, String kind, String mediaType, Path file, SortedMap<String, Object> details) {
    ArtifactFolder.Content content = folder.put(file);
    database.write(
        session -> {
          session.change(
              """
              insert into artifact as a (sha256, kind, bytes, media_type, details)
              values (?, ?, ?, ?, ?::jsonb)
              on conflict (sha256) do update set details = a.details || excluded.details
              """,
              content.sha256(),
              kind,
              content.bytes(),
              mediaType,
              json.write(details));
          return session.change(
              "insert into artifact_use (step, sha256, run_id, team) values (?, ?, ?, ?)"
                  + " on conflict (step, sha256) do nothing",
              step.id(),
              content.sha256(),
              step.run(),
              step.team());
        });
    return new ArtifactRef(kind, content.sha256(), content.bytes(), mediaType);
  }

  /**
   * The content's file, to be read only. Its bytes are checked against the hash.
   *
   * @throws ArtifactCorrupted where they are others
   */
  public Optional<Path> file(ArtifactRef ref) {
    return folder.find(ref.sha256(), ref.bytes());
  }

  public Optional<InputStream> open(String sha256) {
    return find(sha256).flatMap(this::file).map(Artifacts::open);
  }

  public Optional<SortedMap<String, Object>> details(String sha256) {
    return database.read(
        session ->
            session.one(
                row -> row.json("details", DETAILS),
                "select details from artifact where sha256 = ?",
                sha256));
  }

  /** What refers to it. */
  public Optional<ArtifactRef> find(String sha256) {
    return database.read(
        session ->
            session.one(
                row ->
                    new ArtifactRef(
                        row.text("kind"),
                        row.text("sha256"),
                        row.number("bytes"),
                        row.text("media_type")),
                "select kind, sha256, bytes, media_type from artifact where sha256 = ?",
                sha256));
  }

  /** Whether the team has a run that refers to it. */
  public boolean visibleTo(String team, String sha256) {
    return database
        .read(
            session ->
                session.one(
                    row -> true,
                    "select from artifact_use where sha256 = ? and team = ? limit 1",
                    sha256,
                    team))
        .isPresent();
  }

  /** Drops all references of a step. Idempotent. */
  public void drop(StepRef step) {
    database.write(session -> session.change("delete from artifact_use where step = ?", step.id()));
  }

  /** Whether a step refers to anything. */
  public boolean refersTo(StepRef step) {
    return database
        .read(
            session ->
                session.one(
                    row -> true, "select from artifact_use where step = ? limit 1", step.id()))
        .isPresent();
  }

  /** A folder of the step's own on the shared volume, for checkpoints; created if missing. */
  public Path scratch(StepRef step) {
    return folder.scratch(step.id());
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
