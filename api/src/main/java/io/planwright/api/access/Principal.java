package io.planwright.api.access;

import java.util.Set;

/** Who calls: the actor and the team of all that a request does. */
public record Principal(String name, Set<Role> roles, String team)
    implements java.security.Principal {
  public Principal {
    roles = Set.copyOf(roles);
  }

  /** Where no keys are configured, the one who sits at the machine. */
  static final Principal LOCAL = new Principal("local", Set.of(Role.ADMIN), "default");

  @Override
  public String getName() {
    return name;
  }

  public boolean may(Role needed) {
    return roles.stream().anyMatch(role -> role.compareTo(needed) >= 0);
  }

  /** Whether what belongs to a team is there for this caller. */
  public boolean sees(String otherTeam) {
    return team.equals(otherTeam) || may(Role.ADMIN);
  }
}
