package io.planwright.api.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.temporal.payload.PayloadFormat;
import io.planwright.temporal.payload.PayloadUnreadable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Temporal's protocol of remote codecs: JSON of the message Payloads in, the same out. */
@Controller("/codec")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "codec")
@ApiResponse(
    responseCode = "200",
    description = "temporal.api.common.v1.Payloads, each in the place of the one that was sent",
    content = @Content(schema = @Schema(type = "object")))
@ApiResponse(responseCode = "400", description = "BODY_MALFORMED, BAD_REQUEST: another namespace")
final class CodecController {
  /** Of a request's payloads together: a few bytes can claim to be of megabytes. */
  static final int MOST_BYTES = 16 * 1024 * 1024;

  private final PayloadCodec codec;
  private final String namespace;

  CodecController(PayloadFormat payloads, WorkflowClient temporal) {
    this.codec = payloads.codec();
    this.namespace = temporal.getOptions().getNamespace();
  }

  @Post("/decode")
  @Operation(summary = "Makes payloads readable, for Temporal's Web UI and command")
  @RequestBody(content = @Content(schema = @Schema(type = "object")))
  @ApiResponse(responseCode = "422", description = "PAYLOAD_UNREADABLE, with the key's id")
  String decode(@Header("X-Namespace") @Nullable String asked, @Body @Nullable String body) {
    return converted(asked, body, codec::decode);
  }

  @Post("/encode")
  @Operation(summary = "Compresses and encrypts payloads, for Temporal's Web UI and command")
  @RequestBody(content = @Content(schema = @Schema(type = "object")))
  String encode(@Header("X-Namespace") @Nullable String asked, @Body @Nullable String body) {
    return converted(asked, body, codec::encode);
  }

  private String converted(
      @Nullable String asked, @Nullable String body, UnaryOperator<List<Payload>> conversion) {
    if (asked != null && !asked.equals(namespace)) {
      throw ProblemKind.BAD_REQUEST.problem("X-Namespace must be " + namespace + ", was " + asked);
    }
    Payloads.Builder converted = Payloads.newBuilder();
    long bytes = 0;
    try {
      for (Payload payload : payloads(body).getPayloadsList()) {
        Payload each = conversion.apply(List.of(payload)).getFirst();
        bytes += each.getSerializedSize();
        if (bytes > MOST_BYTES) {
          throw ProblemKind.BODY_TOO_LARGE.problem(
              "the payloads must have at most " + MOST_BYTES + " bytes when decoded");
        }
        converted.addPayloads(each);
      }
      return JsonFormat.printer().omittingInsignificantWhitespace().print(converted);
    } catch (PayloadUnreadable e) {
      throw ProblemKind.PAYLOAD_UNREADABLE.problem(String.valueOf(e.getMessage()));
    } catch (InvalidProtocolBufferException e) {
      throw malformed(e);
    }
  }

  private static Payloads payloads(@Nullable String body) {
    Payloads.Builder payloads = Payloads.newBuilder();
    try {
      JsonFormat.parser().merge(body == null ? "" : body, payloads);
      return payloads.build();
    } catch (InvalidProtocolBufferException e) {
      throw malformed(e);
    }
  }

  private static ProblemException malformed(InvalidProtocolBufferException e) {
    return ProblemKind.BODY_MALFORMED.problem(
        "expected {\"payloads\": [{\"metadata\": {…}, \"data\": \"…\"}]} with values in base64: "
            + e.getMessage());
  }
}
