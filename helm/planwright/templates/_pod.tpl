{{- define "planwright.env.temporal" -}}
- {name: TEMPORAL_ADDRESS, value: {{ .Values.temporal.address | quote }}}
- {name: TEMPORAL_NAMESPACE, value: {{ .Values.temporal.namespace | quote }}}
{{- with .Values.temporal.versioning }}
{{- if .deployment }}
- {name: PLANWRIGHT_DEPLOYMENT, value: {{ .deployment | quote }}}
- {name: PLANWRIGHT_BUILD, value: {{ .build | default $.Chart.AppVersion | quote }}}
{{- end }}
{{- end }}
{{- with .Values.temporal.apiKey }}
{{- if .existingSecret }}
- name: TEMPORAL_API_KEY
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .key | quote }}}}
{{- end }}
{{- end }}
{{- with .Values.temporal.tls }}
{{- if .enabled }}
- {name: TEMPORAL_TLS, value: "true"}
{{- with .serverName }}
- {name: TEMPORAL_TLS_SERVER_NAME, value: {{ . | quote }}}
{{- end }}
{{- if .ca.existingSecret }}
- {name: TEMPORAL_TLS_SERVER_CA_CERT_PATH, value: /etc/planwright/temporal-ca/ca.crt}
{{- end }}
{{- if .client.existingSecret }}
- {name: TEMPORAL_TLS_CLIENT_CERT_PATH, value: /etc/planwright/temporal-client/tls.crt}
- {name: TEMPORAL_TLS_CLIENT_KEY_PATH, value: /etc/planwright/temporal-client/tls.key}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "planwright.env.database" -}}
- {name: PLANWRIGHT_DB_URL, value: {{ .Values.database.url | quote }}}
- name: PLANWRIGHT_DB_USER
  valueFrom: {secretKeyRef: {name: {{ .Values.database.existingSecret | quote }}, key: {{ .Values.database.userKey | quote }}}}
- name: PLANWRIGHT_DB_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .Values.database.existingSecret | quote }}, key: {{ .Values.database.passwordKey | quote }}}}
{{- end }}

{{- define "planwright.env.redis" -}}
{{- if .Values.redis.existingSecret -}}
- name: REDIS_URI
  valueFrom: {secretKeyRef: {name: {{ .Values.redis.existingSecret | quote }}, key: {{ .Values.redis.key | quote }}}}
{{- else -}}
- {name: REDIS_URI, value: {{ .Values.redis.url | quote }}}
{{- end }}
{{- end }}

{{- define "planwright.env.ollama" -}}
{{- with .Values.ollama.url }}
- {name: OLLAMA_URL, value: {{ . | quote }}}
{{- end }}
{{- with .Values.ollama.model }}
- {name: OLLAMA_MODEL, value: {{ . | quote }}}
{{- end }}
{{- end }}

{{- define "planwright.env.webhooks" -}}
{{- range $name, $hook := .Values.webhooks }}
- name: PLANWRIGHT_WEBHOOKS_{{ $name | upper }}
  valueFrom: {secretKeyRef: {name: {{ $hook.existingSecret | quote }}, key: {{ $hook.key | quote }}}}
{{- end }}
{{- end }}

{{/*
One pod for every component: root, component, args, own (the component's values), resources, env (YAML),
and optionally ports, probes, lifecycle (YAML), mounts (a list of artifacts, readOnlyArtifacts, data,
apiKeys), temporal (whether it talks to Temporal), serviceAccount, gpu, job.
*/}}
{{- define "planwright.pod" -}}
{{- $values := .root.Values -}}
{{- $own := .own | default dict -}}
{{- $mounts := .mounts | default list -}}
{{- $tls := and .temporal $values.temporal.tls.enabled -}}
{{- $payloadKeys := and .temporal $values.payloadKeys.existingSecret -}}
{{- $gpu := .gpu | default (dict "enabled" false) -}}
metadata:
  labels:
    {{- include "planwright.labels" (dict "root" .root "component" .component) | nindent 4 }}
    {{- with merge (dict) ($own.podLabels | default dict) $values.common.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with merge (dict) ($own.podAnnotations | default dict) $values.common.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .serviceAccount }}
  serviceAccountName: {{ . }}
  {{- end }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with $values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . | quote }}
    {{- end }}
  {{- end }}
  {{- with $own.priorityClassName | default $values.common.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $own.runtimeClassName | default $values.common.runtimeClassName }}
  runtimeClassName: {{ . }}
  {{- end }}
  {{- if .job }}
  restartPolicy: Never
  {{- else }}
  terminationGracePeriodSeconds: {{ add $values.drainSeconds 30 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  {{- with merge (dict) ($own.nodeSelector | default dict) $values.common.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with concat ($gpu.enabled | ternary ($gpu.tolerations | default list) list) ($own.tolerations | default list) $values.common.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $own.affinity | default $values.common.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if not .job }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      matchLabelKeys: [pod-template-hash]
      labelSelector:
        matchLabels:
          {{- include "planwright.selector" (dict "root" $.root "component" $.component) | nindent 10 }}
    {{- end }}
  {{- end }}
  containers:
    - name: planwright
      image: {{ include "planwright.image" .root | quote }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args: {{ toJson .args }}
      {{- /* Roles leave notes for commands in the folder they run in. */}}
      workingDir: /tmp
      env:
        - {name: HOME, value: /tmp}
        {{- with $values.javaOptions }}
        - {name: JDK_JAVA_OPTIONS, value: {{ . | quote }}}
        {{- end }}
        {{- if not .job }}
        - {name: DRAIN_SECONDS, value: {{ $values.drainSeconds | quote }}}
        {{- end }}
        {{- if .temporal }}
        {{- include "planwright.env.temporal" .root | nindent 8 }}
        {{- end }}
        {{- if $payloadKeys }}
        - {name: PLANWRIGHT_KEYS_FILE, value: /etc/planwright/payload-keys/keys.yaml}
        {{- end }}
        {{- with .env }}
        {{- . | trim | nindent 8 }}
        {{- end }}
        {{- if or (has "artifacts" $mounts) (has "readOnlyArtifacts" $mounts) }}
        - {name: PLANWRIGHT_ARTIFACTS, value: /var/lib/planwright/artifacts}
        {{- end }}
        {{- if and (has "data" $mounts) $values.data.existingClaim }}
        - {name: PLANWRIGHT_DATA, value: /var/lib/planwright/data}
        {{- end }}
        {{- if has "apiKeys" $mounts }}
        - {name: PLANWRIGHT_API_KEYS_FILE, value: /etc/planwright/api-keys/api-keys.yaml}
        {{- end }}
        {{- with concat $values.common.extraEnv ($own.extraEnv | default list) }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .ports }}
      ports:
        {{- . | nindent 8 }}
      {{- end }}
      {{- with .probes }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- with .lifecycle }}
      lifecycle:
        {{- . | nindent 8 }}
      {{- end }}
      resources:
        requests:
          {{- toYaml .resources.requests | nindent 10 }}
        limits:
          {{- toYaml .resources.limits | nindent 10 }}
          {{- if $gpu.enabled }}
          {{ $gpu.resource }}: {{ $gpu.count }}
          {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        {{- if has "artifacts" $mounts }}
        - {name: artifacts, mountPath: /var/lib/planwright/artifacts}
        {{- else if has "readOnlyArtifacts" $mounts }}
        - {name: artifacts, mountPath: /var/lib/planwright/artifacts, readOnly: true}
        {{- end }}
        {{- if and (has "data" $mounts) $values.data.existingClaim }}
        - {name: data, mountPath: /var/lib/planwright/data, readOnly: true}
        {{- end }}
        {{- if has "apiKeys" $mounts }}
        - {name: api-keys, mountPath: /etc/planwright/api-keys, readOnly: true}
        {{- end }}
        {{- if $payloadKeys }}
        - {name: payload-keys, mountPath: /etc/planwright/payload-keys, readOnly: true}
        {{- end }}
        {{- if and $tls $values.temporal.tls.ca.existingSecret }}
        - {name: temporal-ca, mountPath: /etc/planwright/temporal-ca, readOnly: true}
        {{- end }}
        {{- if and $tls $values.temporal.tls.client.existingSecret }}
        - {name: temporal-client, mountPath: /etc/planwright/temporal-client, readOnly: true}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: {{ $own.tmpSize | default $values.common.tmpSize }}}
    {{- if or (has "artifacts" $mounts) (has "readOnlyArtifacts" $mounts) }}
    - name: artifacts
      persistentVolumeClaim: {claimName: {{ include "planwright.claim" .root | quote }}}
    {{- end }}
    {{- if and (has "data" $mounts) $values.data.existingClaim }}
    - name: data
      persistentVolumeClaim: {claimName: {{ $values.data.existingClaim | quote }}, readOnly: true}
    {{- end }}
    {{- if has "apiKeys" $mounts }}
    - name: api-keys
      secret:
        secretName: {{ $values.apiKeys.existingSecret | quote }}
        defaultMode: 0440
        items: [{key: {{ $values.apiKeys.key | quote }}, path: api-keys.yaml}]
    {{- end }}
    {{- if $payloadKeys }}
    - name: payload-keys
      secret:
        secretName: {{ $values.payloadKeys.existingSecret | quote }}
        defaultMode: 0440
        items: [{key: {{ $values.payloadKeys.key | quote }}, path: keys.yaml}]
    {{- end }}
    {{- if $tls }}
    {{- with $values.temporal.tls.ca }}
    {{- if .existingSecret }}
    - name: temporal-ca
      secret:
        secretName: {{ .existingSecret | quote }}
        defaultMode: 0440
        items: [{key: {{ .key | quote }}, path: ca.crt}]
    {{- end }}
    {{- end }}
    {{- with $values.temporal.tls.client }}
    {{- if .existingSecret }}
    - name: temporal-client
      secret:
        secretName: {{ .existingSecret | quote }}
        defaultMode: 0440
        items:
          - {key: {{ .certKey | quote }}, path: tls.crt}
          - {key: {{ .keyKey | quote }}, path: tls.key}
    {{- end }}
    {{- end }}
    {{- end }}
{{- end }}

{{/* Liveness asks the process alone; readiness what it needs; startup gives the JVM two minutes. */}}
{{- define "planwright.probes" -}}
startupProbe:
  httpGet: {path: /health/liveness, port: {{ . }}}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /health/liveness, port: {{ . }}}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /health/readiness, port: {{ . }}}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 3
{{- end }}
