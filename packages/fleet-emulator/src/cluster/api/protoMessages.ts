/**
 * The messages of Kubernetes' protobuf form that `kubectl create` and `kubectl auth` send, with
 * the fields that people can set there. Everything else of kubectl is JSON.
 */
export const PROTO_MESSAGES = `
syntax = "proto3";

message TypeMeta { string apiVersion = 1; string kind = 2; }
message Unknown {
  TypeMeta typeMeta = 1; bytes raw = 2; string contentEncoding = 3; string contentType = 4;
}

message ObjectMeta {
  string name = 1; string generateName = 2; string namespace = 3;
  map<string, string> labels = 11; map<string, string> annotations = 12;
  repeated string finalizers = 14;
}

message Namespace { ObjectMeta metadata = 1; }
message ConfigMap {
  ObjectMeta metadata = 1; map<string, string> data = 2; map<string, bytes> binaryData = 3;
  optional bool immutable = 4;
}
message Secret {
  ObjectMeta metadata = 1; map<string, bytes> data = 2; string type = 3;
  map<string, string> stringData = 4; optional bool immutable = 5;
}
message ServiceAccount { ObjectMeta metadata = 1; }

message Quantity { string string = 1; }
message ResourceQuotaSpec { map<string, Quantity> hard = 1; repeated string scopes = 2; }
message ResourceQuota { ObjectMeta metadata = 1; ResourceQuotaSpec spec = 2; }

message PolicyRule {
  repeated string verbs = 1; repeated string apiGroups = 2; repeated string resources = 3;
  repeated string resourceNames = 4; repeated string nonResourceURLs = 5;
}
message LabelSelector { map<string, string> matchLabels = 1; }
message AggregationRule { repeated LabelSelector clusterRoleSelectors = 1; }
message RoleRef { string apiGroup = 1; string kind = 2; string name = 3; }
message Subject { string kind = 1; string apiGroup = 2; string name = 3; string namespace = 4; }
message Role { ObjectMeta metadata = 1; repeated PolicyRule rules = 2; }
message ClusterRole {
  ObjectMeta metadata = 1; repeated PolicyRule rules = 2; AggregationRule aggregationRule = 3;
}
message RoleBinding { ObjectMeta metadata = 1; repeated Subject subjects = 2; RoleRef roleRef = 3; }
message ClusterRoleBinding {
  ObjectMeta metadata = 1; repeated Subject subjects = 2; RoleRef roleRef = 3;
}

message ResourceAttributes {
  string namespace = 1; string verb = 2; string group = 3; string version = 4;
  string resource = 5; string subresource = 6; string name = 7;
}
message NonResourceAttributes { string path = 1; string verb = 2; }
message SelfSubjectAccessReviewSpec {
  ResourceAttributes resourceAttributes = 1; NonResourceAttributes nonResourceAttributes = 2;
}
message SelfSubjectAccessReview { ObjectMeta metadata = 1; SelfSubjectAccessReviewSpec spec = 2; }
message SelfSubjectRulesReviewSpec { string namespace = 1; }
message SelfSubjectRulesReview { ObjectMeta metadata = 1; SelfSubjectRulesReviewSpec spec = 2; }
message SelfSubjectReview { ObjectMeta metadata = 1; }
`;
