package io.planwright.temporal.payload;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts whole payloads, their metadata too, by AES-256-GCM. The data is the nonce and then what
 * GCM gives, its tag last; encoding and key id stand in the metadata and are authenticated, so that
 * neither can be exchanged. Where there are no keys, it only tells which one is missing.
 */
final class EncryptingCodec implements PayloadCodec {
  static final ByteString ENCODING = ByteString.copyFromUtf8("binary/encrypted");
  static final String KEY_ID = "encryption-key-id";

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeyRing keys;
  private final SecureRandom random = new SecureRandom();

  EncryptingCodec(KeyRing keys) {
    this.keys = keys;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return keys.current()
        .map(id -> payloads.stream().map(payload -> encrypted(payload, id)).toList())
        .orElse(payloads);
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::decode).toList();
  }

  private Payload encrypted(Payload payload, String keyId) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, keys.key(keyId), keyId, nonce).doFinal(payload.toByteArray());
      return Payload.newBuilder()
          .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ENCODING)
          .putMetadata(KEY_ID, ByteString.copyFromUtf8(keyId))
          .setData(ByteString.copyFrom(nonce).concat(ByteString.copyFrom(sealed)))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private Payload decode(Payload payload) {
    if (!ENCODING.equals(payload.getMetadataMap().get(EncodingKeys.METADATA_ENCODING_KEY))) {
      return payload;
    }
    ByteString keyId = payload.getMetadataMap().get(KEY_ID);
    if (keyId == null) {
      throw new PayloadUnreadable("an encrypted payload must name its key as " + KEY_ID);
    }
    String id = keyId.toStringUtf8();
    SecretKey key = keys.key(id);
    ByteString data = payload.getData();
    if (data.size() < NONCE_BYTES + TAG_BITS / 8) {
      throw new PayloadUnreadable("the payload under key " + id + " is cut off");
    }
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, key, id, data.substring(0, NONCE_BYTES).toByteArray())
              .doFinal(data.substring(NONCE_BYTES).toByteArray());
      return Payload.parseFrom(plain);
    } catch (AEADBadTagException e) {
      throw new PayloadUnreadable(
          "the payload under key "
              + id
              + " is not authentic: it was changed, or encrypted under another key of this id",
          e);
    } catch (InvalidProtocolBufferException e) {
      throw new PayloadUnreadable("what is encrypted under key " + id + " must be a payload", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, String keyId, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((ENCODING.toStringUtf8() + "\n" + keyId).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
