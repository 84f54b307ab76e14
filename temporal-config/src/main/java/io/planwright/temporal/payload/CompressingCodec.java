package io.planwright.temporal.payload;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses what gets smaller by it, in the form of the SDK's own codec for zlib. */
final class CompressingCodec implements PayloadCodec {
  /** Shorter ones hardly shrink, and are better read as they are. */
  static final int LEAST_BYTES = 256;

  /** What a decoded payload may have: a short one can claim to be of any size. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  static final ByteString ENCODING = ByteString.copyFromUtf8("binary/zlib");

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(CompressingCodec::encode).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(CompressingCodec::decode).toList();
  }

  private static Payload encode(Payload payload) {
    int size = payload.getSerializedSize();
    if (size < LEAST_BYTES || size >= MOST_BYTES) {
      return payload;
    }
    byte[] deflated = deflated(payload.toByteArray());
    Payload encoded =
        Payload.newBuilder()
            .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ENCODING)
            .setData(ByteString.copyFrom(deflated))
            .build();
    return encoded.getSerializedSize() < size ? encoded : payload;
  }

  private static byte[] deflated(byte[] plain) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(plain);
      deflater.finish();
      // What fills it has not become smaller.
      byte[] deflated = new byte[plain.length];
      return Arrays.copyOf(deflated, deflater.deflate(deflated));
    } finally {
      deflater.end();
    }
  }

  private static Payload decode(Payload payload) {
    if (!ENCODING.equals(payload.getMetadataMap().get(EncodingKeys.METADATA_ENCODING_KEY))) {
      return payload;
    }
    try {
      return Payload.parseFrom(inflated(payload.getData().toByteArray()));
    } catch (DataFormatException | InvalidProtocolBufferException e) {
      throw new PayloadUnreadable("the payload must be compressed by zlib", e);
    }
  }

  private static byte[] inflated(byte[] compressed) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      byte[] plain = new byte[Math.min(MOST_BYTES, 4 * compressed.length + 64)];
      int size = 0;
      while (!inflater.finished()) {
        if (size == plain.length) {
          if (size == MOST_BYTES) {
            throw new PayloadUnreadable(
                "the payload must have at most " + MOST_BYTES + " bytes when decompressed");
          }
          plain = Arrays.copyOf(plain, Math.min(MOST_BYTES, 2 * plain.length));
        }
        int read = inflater.inflate(plain, size, plain.length - size);
        if (read == 0 && !inflater.finished() && size < plain.length) {
          throw new DataFormatException("the compressed bytes end too early");
        }
        size += read;
      }
      return Arrays.copyOf(plain, size);
    } finally {
      inflater.end();
    }
  }
}
