"""When and how somebody may be reached. It refuses to know what anybody comes for."""
