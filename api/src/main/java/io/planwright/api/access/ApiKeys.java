package io.planwright.api.access;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The configured API keys. Without a key file the API is for this machine alone: it refuses to
 * start on an address that others can reach.
 */
@Context
final class ApiKeys {
  private final List<ApiKey> keys;

  ApiKeys(
      ObjectMapper mapper,
      @Property(name = "planwright.api-keys-file") @Nullable String file,
      @Property(name = "micronaut.server.host") @Nullable String host) {
    if (file == null || file.isBlank()) {
      if (!isLoopback(host)) {
        throw new ConfigurationException(
            "without API keys (PLANWRIGHT_API_KEYS_FILE) the API listens on a loopback address"
                + " only, was "
                + (host == null || host.isBlank() ? "all addresses" : host));
      }
      keys = List.of();
    } else {
      keys = read(mapper, Path.of(file));
    }
  }

  boolean configured() {
    return !keys.isEmpty();
  }

  Optional<Principal> find(String key) {
    byte[] hash = sha256(key);
    Optional<Principal> found = Optional.empty();
    // All are compared, each in constant time, so that timing tells nothing of the stored hashes.
    for (ApiKey candidate : keys) {
      if (MessageDigest.isEqual(hash, HexFormat.of().parseHex(candidate.sha256()))) {
        found = Optional.of(candidate.principal());
      }
    }
    return found;
  }

  private static boolean isLoopback(@Nullable String host) {
    try {
      return host != null && !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ConfigurationException("the API's host " + host + " is not known", e);
    }
  }

  private static List<ApiKey> read(ObjectMapper mapper, Path file) {
    Object document;
    try (InputStream in = Files.newInputStream(file)) {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new ConfigurationException("cannot read the API keys in " + file, e);
    } catch (YAMLException e) {
      // The parser's message quotes the file's content.
      throw new ConfigurationException("the API keys in " + file + " are not YAML");
    }
    if (!(document instanceof List<?> entries) || entries.isEmpty()) {
      throw new ConfigurationException(
          "expected a list of {name, sha256, roles, team} in " + file + ", found none");
    }
    ObjectMapper strict = mapper.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    List<ApiKey> keys = new ArrayList<>();
    Set<String> hashes = new HashSet<>();
    for (Object entry : entries) {
      ApiKey key = key(strict, entry, "key " + (keys.size() + 1) + " in " + file);
      if (!hashes.add(key.sha256())) {
        throw new ConfigurationException(
            "key " + (keys.size() + 1) + " in " + file + " stands there twice");
      }
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  private static ApiKey key(ObjectMapper mapper, Object entry, String which) {
    try {
      return mapper.convertValue(entry, ApiKey.class);
    } catch (IllegalArgumentException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      throw new ConfigurationException(which + ": " + reason);
    }
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
